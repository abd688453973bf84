// What behaviours share.

// What the page at the address has there, and where it came from; nothing where it can't be had.
export async function part(address, selector, how) {
  try {
    const answer = await fetch(address, how);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(selector);
    return found && Object.assign(found, { from: answer.url });
  } catch {
    return null;
  }
}

// The link that a click is on and means: not a new tab, not what somebody else has taken.
export function meant(event, selector) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  return event.target.closest?.(selector);
}

// Tells all others that this is new on the page.
export const arrived = (detail) => document.dispatchEvent(new CustomEvent("page:part", { detail }));
