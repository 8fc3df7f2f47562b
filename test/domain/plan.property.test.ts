// Every point of every matrix is one cell, once, in the same order each time.
import fc from 'fast-check';
import { cellsOf, planAttempt } from '../../src/domain/plan';
import { aCheck, aPipelineFile } from '../support/builders';

const axis = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const values = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
const matrix = fc.dictionary(axis, values, { maxKeys: 3, noNullPrototype: true });

test('there are as many cells as points, and no two share an id', () => {
  fc.assert(fc.property(matrix, (axes) => {
    const cells = cellsOf('functional', aCheck({ matrix: axes }));
    const points = Object.values(axes).reduce((count, each) => count * each.length, 1);
    expect(cells).toHaveLength(points);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(points);
    expect(new Set(cells.map(({ point }) => JSON.stringify(point))).size).toBe(points);
  }));
});

test('the order in which axes are written changes nothing', () => {
  fc.assert(fc.property(matrix, (axes) => {
    const reversed = Object.fromEntries(Object.entries(axes).reverse());
    expect(cellsOf('functional', aCheck({ matrix: reversed }))).toEqual(cellsOf('functional', aCheck({ matrix: axes })));
  }));
});

test('the same file gives the same plan, also after it was written and read', () => {
  fc.assert(fc.property(matrix, (axes) => {
    const { stages } = aPipelineFile();
    const file = aPipelineFile({ stages: { ...stages, functional: { checks: [aCheck({ matrix: axes })] } } });
    const facts = { pipelineDigest: 'sha256:0', pipelineCommit: 'c', touchesPipeline: false, weakens: [], day: '2026-03-02' };
    const plan = planAttempt(file, facts);
    expect(planAttempt(JSON.parse(JSON.stringify(file)) as typeof file, facts)).toEqual(plan);
  }));
});
