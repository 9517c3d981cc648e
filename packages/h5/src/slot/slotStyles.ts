/** The built-in look of a slot. */
export const slotStyles = `
:host{display:block;position:relative;contain:layout;font:var(--qm-font,inherit);color:var(--qm-color,inherit)}
:host([hidden]){display:none}
*{box-sizing:border-box}
[part~=item]{position:relative}
[part~=item]+[part~=item]{margin-top:var(--qm-gap,.75rem)}
a{color:inherit;text-decoration:none}
[part~=banner]{display:flex;position:relative;overflow:hidden;align-items:flex-end;min-height:var(--qm-banner-height,9rem);border-radius:var(--qm-radius,12px);background:var(--qm-background,linear-gradient(120deg,#fff3e0,#ffe0e6))}
[part~=banner] [part~=image]{position:absolute;inset:0;width:100%;height:100%;object-fit:cover}
[part~=banner] [part~=words]{position:relative;display:grid;gap:.25rem;justify-items:start;padding:1rem}
[part~=title]{font-size:1.25rem;line-height:1.3}
[part~=cta]{display:inline-block;border:0;border-radius:99px;padding:.375rem .875rem;font:inherit;font-size:.875rem;white-space:nowrap;cursor:pointer;background:var(--qm-accent,#e8453c);color:var(--qm-on-accent,#fff)}
[part~=coupon]{display:flex;align-items:center;gap:.875rem;padding:.875rem 2.5rem .875rem 1rem;border-radius:var(--qm-radius,12px);background:var(--qm-background,#fff4f0);border:1px solid color-mix(in srgb,var(--qm-accent,#e8453c) 25%,transparent)}
[part~=amount]{font-size:1.5rem;line-height:1;color:var(--qm-accent,#e8453c);padding-right:.875rem;border-right:1px dashed currentColor}
[part~=coupon] [part~=words]{flex:1;min-width:0;display:grid;gap:.125rem;justify-items:start}
[part~=code]{font-size:.75rem;opacity:.7;user-select:all}
p[part~=text]{margin:0}
[part~=dismiss]{position:absolute;top:0;right:0;width:2.5rem;height:2.5rem;border:0;background:none;font:inherit;font-size:1.125rem;line-height:1;color:inherit;opacity:.55;cursor:pointer}
[part~=dismiss]:hover,[part~=dismiss]:focus-visible{opacity:1}
`
