import type { Choice } from '../page-kind';
import type { View } from './client';

/** As much of the DOM as the script uses. Neither it nor the policy of the page turns text into HTML. */
export interface PageElement {
  textContent: string | null;
  hidden: boolean;
  readonly content?: PageElement;
  cloneNode(deep: boolean): PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  replaceWith(other: PageElement): void;
  append(child: PageElement): void;
  remove(): void;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  addEventListener(type: 'click', listener: () => void): void;
  focus(): void;
}

export interface PageDocument {
  title: string;
  querySelector(selector: string): PageElement | null;
}

/** Shows the page that is in one of the templates of the document. */
export function show(document: PageDocument, { kind, requestId, choices = [], choose }: View, time: string): void {
  const template = document.querySelector(`template[data-page="${kind}"]`)!;
  const page = template.content!.cloneNode(true);
  fill(page, 'requestId', requestId ?? documentRequestId(document));
  fill(page, 'time', time);
  for (const choice of choices) {
    page.querySelector('ul')!.append(choiceElement(document, choice, choose!));
  }
  const main = page.querySelector('main')!;
  const heading = main.querySelector('h1')!;
  heading.setAttribute('tabindex', '-1');
  document.querySelector('footer')!.replaceWith(page.querySelector('footer')!);
  document.querySelector('main')!.replaceWith(main);
  document.title = template.getAttribute('data-title')!;
  heading.focus();
}

function documentRequestId(document: PageDocument): string {
  return document.querySelector('meta[name=portal-request]')!.getAttribute('content')!;
}

function fill(page: PageElement, field: string, text: string): void {
  const element = page.querySelector(`[data-field=${field}]`);
  if (element) {
    element.textContent = text;
  }
}

/** Details without a value are left out. */
function choiceElement(document: PageDocument, choice: Choice, choose: (choice: Choice) => void): PageElement {
  const item = document.querySelector('template[data-choice]')!.content!.cloneNode(true);
  fill(item, 'name', choice.label ?? choice.spaceName ?? choice.userProfileName);
  for (const detail of item.querySelectorAll('[data-detail]')) {
    const value = choice[detail.getAttribute('data-detail') as keyof Choice];
    if (value) {
      detail.textContent = `${detail.textContent}: ${value}`;
    } else {
      detail.remove();
    }
  }
  item.querySelector('button')!.addEventListener('click', () => choose(choice));
  return item;
}

/** The link that waits for its address on the page after signing out. */
export function offerSignOut(document: PageDocument, address: string): void {
  const link = document.querySelector('a[data-field=signOut]');
  if (link) {
    link.setAttribute('href', address);
    link.hidden = false;
  }
}
