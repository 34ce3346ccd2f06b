/* Runs in the page of the evidence and returns an object for `Measures` of browser.test.ts. */
(() => {
  /** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
  function luminance(color) {
    const [red, green, blue] = color
      .match(/[\d.]+/g)
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function background(element) {
    const color = getComputedStyle(element).backgroundColor;
    return /, 0\)$/.test(color) ? background(element.parentElement) : color;
  }

  /** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
  function contrast(element) {
    const colors = [getComputedStyle(element).color, background(element)];
    const [lighter, darker] = colors.map(luminance).sort((one, other) => other - one);
    return (lighter + 0.05) / (darker + 0.05);
  }

  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const all = [...document.body.querySelectorAll('*')];
  const cards = [...document.querySelectorAll('article')];
  const { scrollWidth, clientWidth } = document.documentElement;

  return {
    title: document.title,
    width: innerWidth,
    scrolled: Math.max(scrollWidth, clientWidth),
    wide: all
      .filter((element) => !element.closest('.scroll > *') && element.getBoundingClientRect().right > innerWidth)
      .map((element) => element.outerHTML.slice(0, 80)),
    scheme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    cards: cards.length,
    shown: cards.filter((card) => card.offsetHeight > 0).length,
    passing: document.querySelectorAll('tr[data-stack]').length,
    images: document.images.length,
    scripts: document.scripts.length,
    resources: performance.getEntriesByType('resource').length,
    text: document.body.textContent,
    contrasts: all.filter(hasText).map(contrast),
  };
})();
