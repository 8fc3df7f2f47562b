// What does the report's form look like? One small stylesheet: one column on any width, light and dark by the reader's wish.
export const REPORT_STYLE = `:root { color-scheme: light dark; --ink: #1b1d21; --paper: #fff; --soft: #5a6069; --line: #8a919c; --act: #1d5bbf; --on-act: #fff; --fault: #b3261e; --fault-paper: #fdf0ef; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaed; --paper: #17191c; --soft: #a9b0ba; --line: #7b828d; --act: #8ab4f8; --on-act: #10131a; --fault: #ffb4ab; --fault-paper: #3a1a18; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 38rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
a { color: var(--act); }
.field { margin: 1.5rem 0; }
label { display: block; font-weight: 600; }
.hint { margin: .125rem 0 .375rem; color: var(--soft); font-size: .9375rem; }
.fault { margin: 0 0 .375rem; color: var(--fault); font-weight: 600; }
textarea, input { display: block; width: 100%; padding: .625rem .75rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--paper); color: inherit; font: inherit; }
textarea { resize: vertical; min-height: 6rem; }
[aria-invalid] { border: 2px solid var(--fault); }
.summary { margin: 1rem 0; padding: .75rem 1rem; border-left: .25rem solid var(--fault); background: var(--fault-paper); }
.summary p, .summary ul { margin: 0; }
.unseen { position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden; }
button { min-height: 2.75rem; padding: .625rem 1.25rem; border: 0; border-radius: .375rem; background: var(--act); color: var(--on-act); font: inherit; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
.reference { font-family: ui-monospace, monospace; }
`;
