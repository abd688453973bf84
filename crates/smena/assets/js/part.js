// What behaviours share.

// What the page at the address has there; nothing where it can't be had.
export async function part(address, selector, how) {
  const text = await fetch(address, how).then((answer) => answer.text()).catch(() => null);
  return text && new DOMParser().parseFromString(text, "text/html").querySelector(selector);
}

// The link that a click is on and means: not a new tab, not what somebody else has taken.
export function meant(event, selector) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  return event.target.closest?.(selector);
}

// Tells all others that this is new on the page.
export const arrived = (detail) => document.dispatchEvent(new CustomEvent("page:part", { detail }));
