/** How the elements look. All of it is in one cascade layer, so any rule of the portal's own wins. */

const css = `@layer portal-2fa {
portal-2fa-challenge,portal-2fa-setup,portal-2fa-prompt,portal-2fa-security,portal-2fa-support {
  --_ink: var(--portal-2fa-ink, light-dark(#14222b, #e8eef0));
  --_muted: var(--portal-2fa-muted, light-dark(#566670, #9fb0b7));
  --_surface: var(--portal-2fa-surface, light-dark(#fff, #162023));
  --_sunken: var(--portal-2fa-sunken, light-dark(#eef2f3, #1d2a2d));
  --_line: var(--portal-2fa-line, light-dark(#84929a, #63757d));
  --_accent: var(--portal-2fa-accent, light-dark(#0a6c74, #6fd0d4));
  --_on-accent: var(--portal-2fa-on-accent, light-dark(#fff, #07272a));
  --_danger: var(--portal-2fa-danger, light-dark(#a4271e, #ff9d92));
  --_danger-surface: var(--portal-2fa-danger-surface, light-dark(#fdf0ee, #331b19));
  --_warning: var(--portal-2fa-warning, light-dark(#6b4400, #f3c887));
  --_warning-surface: var(--portal-2fa-warning-surface, light-dark(#fff5e3, #33270f));
  --_good: var(--portal-2fa-good, light-dark(#19663c, #83d9a8));
  --_good-surface: var(--portal-2fa-good-surface, light-dark(#e5f4eb, #163323));
  --_radius: var(--portal-2fa-radius, 8px);
  --_gap: var(--portal-2fa-gap, 1.1rem);
  display: block;
  color: var(--_ink);
}
[data-part=root], [data-part=root] :is(form, [role=dialog]), [data-part=stack] {
  display: flex; flex-direction: column; gap: var(--_gap);
}
[data-part=root] {
  & :where([data-part=title],p,dl,dd,ol,ul) { margin: 0; padding: 0 }
  & [data-part=title]:focus { outline: none }
  & :focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px }
  & [hidden] { display: none !important }
  & a { color: var(--_accent) }
  & label { font-weight: 600 }
  & :is(button, input, select) { font: inherit; color: inherit; border-radius: var(--_radius) }
  & :is(input, select) { box-sizing: border-box; width: 100%; padding: .6rem .75rem; background: var(--_surface); border: 1px solid var(--_line) }
  & input[aria-invalid=true] { border-color: var(--_danger); outline-color: var(--_danger) }
  & button { cursor: pointer; padding: .65rem 1.1rem; min-height: 2.75rem; font-weight: 600; background: var(--_surface); border: 1px solid var(--_line) }
  & button:hover { background: var(--_sunken) }
  & button:disabled { opacity: .55; cursor: not-allowed }
  & button[data-part=primary] { background: var(--_accent); color: var(--_on-accent); border-color: transparent }
  & button[data-part=link] { padding: 0; border: 0; background: none; color: var(--_accent); font-weight: 400; text-align: start; text-decoration: underline; text-underline-offset: .15em }
  & button[aria-busy=true] { cursor: progress }
  & button[aria-busy=true]::before, & [data-part=loading]::before {
    content: ""; display: inline-block; width: .9em; height: .9em; margin-inline-end: .5em; vertical-align: -.1em;
    border: 2px solid currentColor; border-inline-end-color: transparent; border-radius: 50%; animation: portal-2fa-turn 1s linear infinite;
  }
}
[data-part=field] { display: flex; flex-direction: column; gap: .3rem }
[data-part=root] [data-part=code] { max-width: 13rem; font: 1.4rem/1.3 ui-monospace, monospace; letter-spacing: .18em; direction: ltr }
[data-part=root] [data-part~=backup] { max-width: none; font-size: 1.1rem; letter-spacing: .04em }
[data-part=hint] { color: var(--_muted); font-size: .9rem }
[data-part=fault] { color: var(--_danger); font-size: .9rem }
[data-part=fault]:empty, [data-part=hint]:empty { display: none }
[data-part=actions] { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center }
:is([data-part=notice], [data-part=lock], [data-part=warning], [data-part=good]) { padding: .6rem .75rem; border-radius: var(--_radius) }
[data-part=more] > * { margin-top: .4rem }
[data-part=notice] { background: var(--_danger-surface); color: var(--_danger) }
:is([data-part=lock], [data-part=warning]) { background: var(--_warning-surface); color: var(--_warning) }
[data-part=good] { background: var(--_good-surface); color: var(--_good) }
[data-part=root] :is([data-part=notice], [data-part=lock], [data-part=warning]) a { color: inherit }
@keyframes portal-2fa-turn { to { rotate: 1turn } }
@media (prefers-reduced-motion: reduce) { [data-part=root] * { animation-duration: 5s !important } }
}`;

let sheet: CSSStyleSheet | undefined;

/** More of it, from an element that has looks of its own. Before the first is shown. */
const more: string[] = [];
export const addStyle = (text: string): void => void more.push(text);

/** Gives the page the elements' style, once; no `<style>`, which a strict policy refuses. */
export const adoptStyle = (): void => {
  if (sheet) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync([css, ...more.map((text) => `@layer portal-2fa {${text}}`)].join('\n'));
  document.adoptedStyleSheets.push(sheet);
};
