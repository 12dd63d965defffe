/** WebOTP: where the browser can, it reads the code from a text that names this page's domain. */

interface OtpRequest extends CredentialRequestOptions {
  readonly otp: { readonly transport: readonly ['sms'] };
}

/** Calls `onCode` with the code of a text that arrives before `signal` is aborted. */
export const awaitText = (signal: AbortSignal, onCode: (code: string) => void): void => {
  if (!('OTPCredential' in window)) return;
  const request: OtpRequest = { otp: { transport: ['sms'] }, signal };
  navigator.credentials.get(request).then(
    (credential) => {
      const code = credential && 'code' in credential ? credential.code : undefined;
      if (typeof code === 'string') onCode(code);
    },
    // The customer refused, or does without.
    () => undefined,
  );
};
