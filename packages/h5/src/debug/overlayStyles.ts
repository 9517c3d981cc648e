/** The overlay's look. Its host shields it from the styles of the page. */
export const overlayStyles = `
:host{all:initial;position:fixed;z-index:2147483647;right:12px;bottom:12px;width:min(400px,calc(100vw - 24px));color:#e8e6f0;font:13px/1.5 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color-scheme:dark}
*{box-sizing:border-box;margin:0}
[part~=panel]{display:flex;flex-direction:column;max-height:min(560px,calc(100vh - 24px));overflow:hidden;border-radius:14px;background:#17151ff5;border:1px solid #ffffff1f;box-shadow:0 12px 40px #0009}
[part~=bar]{display:flex;align-items:center;gap:8px;padding:8px 8px 8px 14px}
[part~=title]{flex:1;font-weight:650;letter-spacing:.02em}
[part~=count]{font-size:12px;color:#a9a4bd;font-variant-numeric:tabular-nums}
button{all:unset;box-sizing:border-box;cursor:pointer;border-radius:8px;text-align:center}
button:focus-visible,summary:focus-visible{outline:2px solid #b9a7ff;outline-offset:-2px}
[part~=icon]{width:30px;height:30px;line-height:30px;color:#a9a4bd}
[part~=icon]:hover{background:#ffffff14;color:#fff}
[part~=tabs]{display:flex;gap:2px;padding:0 10px 8px}
[part~=tab]{flex:1;padding:5px 0;color:#a9a4bd}
[part~=tab]:hover{color:#fff}
[part~=tab][aria-selected=true]{background:#ffffff17;color:#fff;font-weight:550}
[part~=content]{display:flex;flex-direction:column;min-height:0}
[part~=body]{overflow:auto;overscroll-behavior:contain;padding:4px 14px 14px;border-top:1px solid #ffffff14;min-height:120px}
[hidden]{display:none!important}
[part~=note]{padding:28px 8px;text-align:center;color:#a9a4bd}
details{border-bottom:1px solid #ffffff12}
summary{display:flex;gap:10px;align-items:baseline;padding:7px 0;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
[part~=time]{color:#8f8aa6;font-size:11.5px;font-variant-numeric:tabular-nums}
[part~=name]{flex:1;min-width:0;overflow-wrap:anywhere}
[part~=name][data-type=page]{color:#9fd3ff}
[part~=name][data-type=identify],[part~=name][data-type=group],[part~=name][data-type=alias]{color:#ffd58f}
[part~=hint]{max-width:45%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:#8f8aa6;font-size:12px}
pre{margin:0 0 10px;padding:10px;border-radius:8px;background:#0006;font:11.5px/1.55 ui-monospace,SFMono-Regular,Menlo,monospace;white-space:pre-wrap;overflow-wrap:anywhere;color:#cfcadf}
h3{margin:12px 0 6px;font-size:11.5px;font-weight:550;color:#8f8aa6;letter-spacing:.04em}
[part~=chips]{display:flex;flex-wrap:wrap;gap:6px}
[part~=chip]{padding:1px 9px;border-radius:99px;background:#b9a7ff26;color:#d3c7ff;overflow-wrap:anywhere}
[part~=pair]{display:flex;gap:12px;justify-content:space-between;padding:2px 0}
[part~=key]{color:#a9a4bd}
[part~=value]{text-align:right;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
[part~=card]{margin-top:10px;padding:10px 12px;border-radius:10px;background:#ffffff0d}
[part~=head]{display:flex;gap:8px;align-items:baseline;margin-bottom:4px}
[part~=head] [part~=name]{font-weight:600}
[part~=badge]{padding:0 8px;border-radius:99px;font-size:11.5px;background:#ffffff1a;color:#cfcadf;white-space:nowrap}
[part~=badge][data-good]{background:#59d99c2b;color:#8beabb}
[part~=why]{padding-top:6px;margin-top:6px;border-top:1px solid #ffffff12}
[part~=saw]{color:#8f8aa6;font-size:11.5px;overflow-wrap:anywhere}
`
