/** An element with a text; texts of the graph are never read as HTML. */
export function element(tag: string, text = '', className = ''): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** A value, and the source that says so. */
export function valueWithSource(text: string, source: string | undefined): HTMLElement {
  const line = element('p', `${text} `);
  if (source) line.append(element('span', source, 'source'));
  return line;
}
