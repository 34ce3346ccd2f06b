const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What can stand in markup: text is escaped, markup is not. */
export type Content = string | number | Markup | readonly Content[] | undefined;

/** HTML in which everything that came from outside is escaped. Made by `html` alone. */
export class Markup {
  constructor(private readonly text: string) {}

  public toString(): string {
    return this.text;
  }
}

/** A template literal as markup: what is filled in is escaped unless it is markup itself. */
export function html(literals: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(literals.map((literal, index) => literal + rendered(contents[index])).join(''));
}

function rendered(content: Content): string {
  if (content instanceof Markup) {
    return content.toString();
  }
  return typeof content === 'object' ? content.map(rendered).join('') : escaped(String(content ?? ''));
}

/** Characters that no page may have, or that turn the order of others, become the sign for what cannot be shown. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character])
    .replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
