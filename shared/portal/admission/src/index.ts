/** Admission of a portal's sign-ins on the assertions of the 2FA service. */

export {
  type Admission,
  type AdmissionOptions,
  type Admitted,
  createAdmission,
  type Outcome,
  type SignIn,
} from './admission.ts';
export { AdmissionError, type AdmissionErrorCode } from './error.ts';
export { type UsedAssertions, usedInMemory } from './used-assertions.ts';
