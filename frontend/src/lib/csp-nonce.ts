/** The nonce the web server put into this page; style elements we add must carry it. */
export const cspNonce = document.querySelector<HTMLMetaElement>(
  'meta[property="csp-nonce"]',
)?.nonce;
