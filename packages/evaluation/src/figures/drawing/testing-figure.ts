import * as assert from 'uvu/assert';
import type { Figure } from '../figure';
import { type Box, elementsOf, textBoxes } from './testing-svg';
import { FIGURE_WIDTH } from './theme';

/** For tests: checks what holds for every figure. Calls `draw` twice. */
export async function checkFigure(draw: () => Promise<Figure>): Promise<Figure> {
  const figure = await draw();
  const again = await draw();
  assert.is(figure.svg, again.svg, 'draws the same bytes twice');
  assert.equal(JSON.parse(JSON.stringify(figure.data)), figure.data, 'data is plain JSON');
  checkSvg(figure);
  return figure;
}

function checkSvg({ svg, id, title, description }: Figure): void {
  const elements = elementsOf(svg);
  const [root, named, described] = elements;
  assert.is(root?.attributes.role, 'img');
  assert.is(root?.attributes['aria-labelledby'], `${id}-title ${id}-desc`);
  assert.equal([named?.tag, named?.attributes.id, named?.text], ['title', `${id}-title`, title]);
  assert.equal([described?.tag, described?.attributes.id, described?.text], ['desc', `${id}-desc`, description]);
  for (const { attributes } of elements) {
    if (attributes.id !== undefined) assert.ok(attributes.id.startsWith(`${id}-`), attributes.id);
  }
  assert.not.match(svg, / style=/, 'the policy of a report blocks style attributes');
  assert.not.match(svg, /NaN|Infinity|undefined|null/);
  const [, , width, height] = (root?.attributes.viewBox ?? '').split(' ').map(Number) as [
    number,
    number,
    number,
    number,
  ];
  assert.ok(width <= FIGURE_WIDTH, `${width} pixels wide`);
  const boxes = textBoxes(svg);
  assert.ok(boxes.length > 0);
  for (const { text, left, top, right, bottom } of boxes) {
    assert.ok(
      left >= -0.5 && top >= -0.5 && right <= width + 0.5 && bottom <= height + 0.5,
      `"${text}" is partly outside the figure`,
    );
  }
  boxes.forEach((box, i) => {
    for (const other of boxes.slice(i + 1)) assert.not(overlap(box, other), `"${box.text}" overlaps "${other.text}"`);
  });
}

/** Whether two boxes overlap by more than a pixel in both directions. */
const overlap = (a: Box, b: Box): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
