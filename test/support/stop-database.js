/** Stops what `start-database.js` has started. */

import { stop } from './start-database.js';

export default stop;
