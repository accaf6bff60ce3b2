/** The few steps between state and document that every part of the page needs. Text only ever goes in as text. */

/** The element of the page that carries this `data-testid`. */
export function part(testId) {
  return document.querySelector(`[data-testid="${testId}"]`);
}

/** A new element: `el('button', {type: 'button', 'data-action': 'kick'}, 'Kick')`. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets text only where it differs, so that a live region does not announce the same words twice. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Makes the children of `list` those of `items`, one each, found again by key. A row that stays keeps its element,
 * and with it the keyboard focus, the selection and whether it is folded out.
 */
export function reconcile(list, items, keyOf, create, update = () => {}) {
  const keys = new Set(items.map(keyOf));
  // First, so that the rows that stay need not move: a moved element loses the focus.
  for (const row of [...list.children]) if (!keys.has(row.dataset.key)) row.remove();
  const existing = new Map([...list.children].map((row) => [row.dataset.key, row]));
  let next = list.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let row = existing.get(key);
    if (!row) {
      row = create(item);
      row.dataset.key = key;
    }
    update(row, item);
    if (row === next) {
      next = next.nextElementSibling;
    } else {
      list.insertBefore(row, next);
    }
  }
}
