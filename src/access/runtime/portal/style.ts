import { createHash } from 'node:crypto';

/** One style for all pages, in the page itself. System fonts only, so that no other request is needed. */
export const STYLE = [
  ':root{color-scheme:light dark;--ink:#16191f;--quiet:#414d5c;--paper:#fff;--ground:#f2f3f3;--line:#687078;--act:#0b5cad;--on-act:#fff}',
  '@media (prefers-color-scheme:dark){:root{--ink:#e9ebed;--quiet:#c3c9d1;--paper:#161d26;--ground:#0b0f15;--line:#8d99a8;--act:#8fc7ff;--on-act:#06182b}}',
  '*{box-sizing:border-box}',
  'body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}',
  'header,main,footer{max-width:36rem;margin:0 auto;padding:1rem}',
  'header{display:flex;align-items:center;gap:.75rem;font-weight:600;margin-top:min(6vh,3rem)}',
  'header img{max-width:10rem;max-height:3rem}',
  'main{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:1.5rem 1rem}',
  'h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}',
  'p{margin:0 0 1rem}',
  'footer{color:var(--quiet);font-size:.9rem}',
  'dl{margin:0;display:grid;grid-template-columns:auto 1fr;gap:.25rem .75rem}',
  'dt{color:var(--quiet)}dd{margin:0}',
  'ul{list-style:none;margin:0 0 1rem;padding:0;display:grid;gap:.75rem}',
  'a{color:var(--act);display:inline-block;padding:.25rem 0;min-height:1.5rem}',
  'a:focus-visible,button:focus-visible{outline:3px solid var(--act);outline-offset:3px}',
  '.act{background:var(--act);color:var(--on-act);border-radius:.375rem;padding:.625rem 1.25rem;font-weight:600;text-decoration:none}',
  '.act:hover{text-decoration:underline}',
  '.choice{display:block;width:100%;border:1px solid var(--line);border-radius:.375rem;padding:.75rem 1rem;background:none;color:inherit;font:inherit;text-align:start;text-decoration:none;cursor:pointer}',
  '.choice span{display:block}',
  '.choice:hover,.choice:focus-visible{border-color:var(--act)}',
  '.choice strong{color:var(--act);text-decoration:underline;display:block;margin-bottom:.25rem}',
  '.no-script{max-width:36rem;margin:1rem auto;padding:0 1rem}',
  '[hidden]{display:none}',
  '.actions{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;margin:0}',
  '.pulse{height:.25rem;border-radius:.25rem;background:var(--act);margin:0 0 1rem;animation:pulse 1.6s ease-in-out infinite}',
  '.late{visibility:hidden;animation:late 0s 5s forwards}',
  '@keyframes pulse{50%{opacity:.25}}',
  '@keyframes late{to{visibility:visible}}',
  '@media (prefers-reduced-motion:reduce){.pulse{animation:none}}',
  '@media (forced-colors:active){.act,.choice{border:1px solid LinkText}}',
].join('');

/** What the Content Security Policy names the style by. */
export const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;
