/** Stands in for the SDK's own, which loads Node's file streams to know one when it is to be sent. */

/** Throws for what is neither text nor bytes. */
export const calculateBodyLength = (body: string | Uint8Array | undefined): number =>
  body === undefined ? 0 : Buffer.byteLength(body);
