/**
 * The look that all widgets share. A page sets `--qm-color`, `--qm-background`, `--qm-accent`, `--qm-on-accent`, `--qm-radius`,
 * `--qm-font`; a widget's own sheet sets what these are without the page.
 */
export const widgetStyles = `
:host{display:block;--fg:var(--qm-color,#231c1a);--bg:var(--qm-background,#fffffff5);--ac:var(--qm-accent,#d9382f);--on:var(--qm-on-accent,#fff);--mu:color-mix(in srgb,var(--fg) 68%,transparent);--dim:color-mix(in srgb,var(--fg) 8%,transparent);--tint:color-mix(in srgb,var(--ac) 12%,transparent);color:var(--fg);font:var(--qm-font,14px/1.4 system-ui,sans-serif)}
:host([hidden]){display:none}
*{box-sizing:border-box;margin:0;padding:0;min-width:0}
[part~=card]{position:relative;display:flex;flex-wrap:wrap;align-items:center;gap:10px 12px;padding:12px 14px;border-radius:var(--qm-radius,16px);background:var(--bg);box-shadow:0 6px 24px #0003;overflow-wrap:anywhere}
:host([closable]) [part~=card]{padding-right:40px}
:host([closable]) :is([part~=marks],[part~=rows]){margin-right:-26px}
[part~=image]{width:76px;height:76px;border-radius:10px;object-fit:cover;background:var(--tint)}
[part~=words]{flex:1;display:grid;gap:3px;justify-items:start}
[part~=kicker]{font-size:12px;color:var(--ac)}
[part~=title]{font-size:15px;line-height:1.35;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}
[part~=text],[part~=note],[part~=label],[part~=until],[part~=was]{font-size:12px;color:var(--mu)}
[part~=figure]{text-align:center;color:var(--ac)}
[part~=amount]{font-size:30px;line-height:1.1}
[part~=cost]{font-size:19px;color:var(--ac);margin-right:6px}
[part~=code]{font-size:13px;padding:1px 6px;border:1px dashed;border-radius:6px;user-select:all;-webkit-user-select:all}
[part~=clock]{display:flex;flex-wrap:wrap;align-items:center;gap:3px}
[part~=digits]{min-width:22px;padding:1px 4px;border-radius:5px;background:var(--fg);color:#fff;font-size:12px;text-align:center;font-variant-numeric:tabular-nums}
[part~=progress]{display:grid;gap:2px;width:100%}
progress{appearance:none;width:100%;height:6px;border:0;border-radius:9px;overflow:hidden;background:var(--tint)}
progress::-webkit-progress-bar{background:none}
progress::-webkit-progress-value{background:var(--ac)}
progress::-moz-progress-bar{background:var(--ac)}
button,a{font:inherit;color:inherit;border:0;background:none;text-decoration:none;text-align:inherit;cursor:pointer}
[part~=cta],[part~=do]{position:relative;display:inline-flex;align-items:center;justify-content:center;min-height:38px;padding:0 16px;border-radius:99px;background:var(--ac);color:var(--on);font-weight:600;white-space:nowrap}
[part~=do]{min-height:30px;padding:0 12px;font-size:13px}
[part~=cta]::before,[part~=do]::before{content:"";position:absolute;inset:-7px 0}
[part][aria-disabled]:not([aria-busy],[part=choose]){background:var(--dim);color:var(--mu)}
[aria-disabled]{cursor:default}
[aria-busy]{opacity:.65}
:focus-visible{outline:2px solid var(--fg);outline-offset:2px;box-shadow:0 0 0 2px #fff}
ol,ul{list-style:none}
[part~=marks],[part~=rows],[part~=note],[part~=said]{flex:1 0 100%}
[part~=said]{font-size:13px;font-weight:600;color:var(--ac)}
[part~=said]:empty{position:absolute}
[part~=row]{display:flex;align-items:center;gap:8px;min-height:38px}
[part~=row]+[part~=row]{border-top:1px solid var(--dim)}
[part~=name]{flex:1;overflow:hidden;text-overflow:ellipsis}
[part~=value]{font-variant-numeric:tabular-nums}
[part~=rank]{flex:none;min-width:20px;text-align:center;color:var(--mu)}
[part~=own] [part~=name],[part~=own] [part~=value]{font-weight:600;color:var(--ac)}
@media(prefers-reduced-motion:no-preference){[part~=card]{animation:in .3s ease-out}@keyframes in{from{opacity:0;transform:translateY(12px)}}[part~=cta]:active,[part~=do]:active{transform:scale(.95)}}
`
