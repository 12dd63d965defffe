/** The network of a request: the /24 or the /48 of whom the last trusted proxy was called by. */

import { networkOf, shortened } from '../../shared/http/network.ts';
import { requestEvent } from './support/request.ts';

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:0DB8:0001::1', '2001:db8:1::/48'],
  ['2001:db8::1', '2001:db8:0::/48'],
  ['fe80::1', 'fe80:0:0::/48'],
  ['::1', '0:0:0::/48'],
])('%s is of %s', (address, network) => {
  expect(shortened(address)).toBe(network);
});

test.each(['', 'unknown', 'kim@example.com', '203.0.113.77\n', 'fe80::1%eth0', '1.2.3.4.5', '"x":1'])(
  '%j is no address, and not logged',
  (address) => {
    expect(shortened(address)).toBeUndefined();
  },
);

describe('behind proxies', () => {
  // The caller claims the first, the edge has seen the second, API Gateway the edge.
  const event = requestEvent({ headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.77, 192.0.2.1' } });

  test('the network is of whom they were called by, not what the caller claims', () => {
    expect(networkOf(event, 1)).toBe('203.0.113.0/24');
  });

  test('none is trusted unless told so: it is of whoever calls API Gateway', () => {
    expect(networkOf(event)).toBe('192.0.2.0/24');
  });

  test('who came past them is seen all the same', () => {
    expect(networkOf(requestEvent({ headers: { 'x-forwarded-for': '192.0.2.1' } }), 1)).toBe('192.0.2.0/24');
  });
});
