/** Stands in for the networks that the operator does not offer; nothing asks for them. */

const leftOut = (): never => {
  throw new Error('This network is left out of the bundle.');
};

export { leftOut as createCallPlacer, leftOut as createTextSender };
