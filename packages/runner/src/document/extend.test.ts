import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderIssue } from '@noprop/core';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { extendDocument } from './extend';
import { type DocumentNode, toPlain } from './node';
import { parseYaml } from './parse';

const test = suite('extendDocument');

type Files = Readonly<Record<string, string>>;

function write(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

interface Outcome {
  readonly value: unknown;
  readonly bases: readonly string[];
  readonly issues: readonly string[];
}

/** Extends `a.yaml` of some files: its plain value, its bases and its issues, without the folder's name. */
async function extend(files: Files, prepare: (folder: string) => void = () => undefined): Promise<Outcome> {
  let outcome: Outcome | undefined;
  await inTemporaryFolder((folder) => {
    write(folder, files);
    prepare(folder);
    const document = parseYaml(files['a.yaml'] as string).root as DocumentNode;
    const { root, bases, issues } = extendDocument(document, join(folder, 'a.yaml'));
    const short = (text: string): string => text.replaceAll(`${folder}/`, '').replace(`${dirname(folder)}/`, 'UP/');
    outcome = {
      value: root && toPlain(root),
      bases: bases.map(short),
      // createPlan adds the name of the pipeline to an issue without a file.
      issues: issues.map((issue) => short(renderIssue({ file: 'a.yaml', ...issue }))),
    };
  });
  return outcome as Outcome;
}

test('resolves a base relative to the file that names it, at every level', async () => {
  const { value, bases, issues } = await extend({
    'a.yaml': 'extends: shared/b.yaml\nseed: 1\n',
    'shared/b.yaml': 'extends: ../other/c.yaml\nseed: 2\nname: b\n',
    'other/c.yaml': 'seed: 3\nname: c\ndescription: c\n',
  });
  assert.equal(value, { description: 'c', name: 'b', seed: 1 });
  assert.equal(bases, ['other/c.yaml', 'shared/b.yaml']);
  assert.equal(issues, []);
});

test('later bases override earlier ones, and the file overrides them all', async () => {
  const { value } = await extend({
    'a.yaml': 'extends: [b.yaml, c.yaml]\nseed: 1\n',
    'b.yaml': 'seed: 2\nname: b\ndescription: b\n',
    'c.yaml': 'seed: 3\nname: c\n',
  });
  assert.equal(value, { seed: 1, name: 'c', description: 'b' });
});

test('reads a base that two others extend once, and reports its mistakes once', async () => {
  const { value, bases, issues } = await extend({
    'a.yaml': 'extends: [b.yaml, c.yaml]\n',
    'b.yaml': 'extends: d.yaml\nname: b\n',
    'c.yaml': 'extends: ./d.yaml\n',
    'd.yaml': 'seed: 4\nseed: 5\nname: d\n',
  });
  assert.equal(value, { seed: 4, name: 'd' });
  assert.equal(bases, ['d.yaml', 'b.yaml', 'c.yaml']);
  assert.equal(issues, [
    'd.yaml:2:1  seed  Duplicate key "seed"; the first is on line 1. Keep only one of them.  [duplicate_key]',
  ]);
});

test('accepts an absolute path', () =>
  inTemporaryFolder((folder) => {
    write(folder, { 'b.yaml': 'seed: 2\n' });
    const document = parseYaml(`extends: ${folder}/b.yaml\n`).root as DocumentNode;
    const { root, bases } = extendDocument(document, '/elsewhere/a.yaml');
    assert.equal(toPlain(root as DocumentNode), { seed: 2 });
    assert.equal(bases, [`${folder}/b.yaml`]);
  }));

test('resolves a base of standard input relative to the working folder', () =>
  inTemporaryFolder((folder) => {
    write(folder, { 'b.yaml': 'seed: 2\n' });
    const document = parseYaml('extends: b.yaml\n').root as DocumentNode;
    const before = process.cwd();
    process.chdir(folder);
    try {
      const { root, bases } = extendDocument(document, '-');
      assert.equal([toPlain(root as DocumentNode), bases], [{ seed: 2 }, ['b.yaml']]);
    } finally {
      process.chdir(before);
    }
  }));

test('returns a document that extends nothing as the same node', () => {
  const document = parseYaml('seed: 1\n').root as DocumentNode;
  assert.is(extendDocument(document, 'a.yaml').root, document);
});

const path = 'Paths are relative to the file that names them.';
const flat = 'List the files in one "extends" instead of nesting them.';
const fewer = 'Combine some of them.';
const chain = (count: number): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      i === 0 ? 'a.yaml' : `${i}.yaml`,
      i === count - 1 ? 'seed: 1\n' : `# ${i}\nextends: ${i + 1}.yaml\n`,
    ]),
  );
const once = 'Name each file once, and keep data in separate files.';
/** Files with values of their own that each extend all earlier ones; the last is `a.yaml`. */
const triangle = (count: number, values: number): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => {
      const keys = Array.from({ length: values }, (_, j) => `k${i}_${j}: 0`).join('\n');
      const earlier = Array.from({ length: i }, (_, j) => `${j}.yaml`).join(', ');
      return [i === count - 1 ? 'a.yaml' : `${i}.yaml`, `${i === 0 ? '' : `extends: [${earlier}]\n`}${keys}\n`];
    }),
  );
const many = Array.from({ length: 65 }, (_, i) => `${i}.yaml`);

const refused: readonly (readonly [string, Files, readonly string[]])[] = [
  [
    'a base that does not exist',
    { 'a.yaml': 'extends: ../b.yaml\n' },
    [`a.yaml:1:10  extends  The base "../b.yaml" does not exist: looked for UP/b.yaml. ${path}  [base_not_found]`],
  ],
  [
    'a missing base of a base, reported in the base, along with all others',
    { 'a.yaml': 'extends: [b.yaml, d.yaml]\n', 'b.yaml': 'seed: 1\nextends:\n  - c.yaml\n' },
    [
      `b.yaml:3:5  extends.0  The base "c.yaml" does not exist: looked for c.yaml. ${path}  [base_not_found]`,
      `a.yaml:1:19  extends.1  The base "d.yaml" does not exist: looked for d.yaml. ${path}  [base_not_found]`,
    ],
  ],
  [
    'a folder',
    { 'a.yaml': 'extends: shared\n', 'shared/b.yaml': 'seed: 1\n' },
    [`a.yaml:1:10  extends  The base "shared" is not a regular file: shared. ${path}  [bad_base]`],
  ],
  [
    'a device, which never ends',
    { 'a.yaml': 'extends: /dev/zero\n' },
    [`a.yaml:1:10  extends  The base "/dev/zero" is not a regular file: /dev/zero. ${path}  [bad_base]`],
  ],
  [
    'a URL',
    { 'a.yaml': 'extends: [https://example.org/b.yaml, "file:///b.yaml"]\n' },
    [
      'a.yaml:1:11  extends.0  Expected a base file, got the URL "https://example.org/b.yaml". Download it and use its path.  [bad_base]',
      'a.yaml:1:39  extends.1  Expected a base file, got the URL "file:///b.yaml". Download it and use its path.  [bad_base]',
    ],
  ],
  [
    'a name that no file can have',
    { 'a.yaml': 'extends: "b\\0.yaml"\n' },
    [
      `a.yaml:1:10  extends  Cannot read the base "b\0.yaml": The argument 'path' must be a string, Uint8Array, or URL without null bytes. Received 'b\\x00.yaml'. ${path}  [bad_base]`,
    ],
  ],
  [
    'itself',
    { 'a.yaml': 'extends: ./a.yaml\n' },
    [
      'a.yaml:1:10  extends  These files extend each other in a circle: a.yaml -> a.yaml. Remove one of these references.  [extends_circle]',
    ],
  ],
  [
    'a circle, with its chain',
    { 'a.yaml': 'extends: b.yaml\n', 'b.yaml': 'extends: s/c.yaml\n', 's/c.yaml': 'seed: 1\nextends: [../b.yaml]\n' },
    [
      's/c.yaml:2:11  extends.0  These files extend each other in a circle: b.yaml -> s/c.yaml -> b.yaml. Remove one of these references.  [extends_circle]',
    ],
  ],
  [
    'more than 16 levels',
    chain(18),
    [`16.yaml:2:10  extends  Expected at most 16 levels of extends, got more. ${flat}  [too_many_bases]`],
  ],
  [
    'more than 64 files',
    {
      'a.yaml': `extends: [${many.slice(0, 32).join(', ')}, b.yaml]\n`,
      'b.yaml': `extends: [${many.slice(32).join(', ')}]\n`,
      ...Object.fromEntries(many.map((name) => [name, 'seed: 1\n'])),
    },
    [
      `b.yaml:1:290  extends.31  Expected at most 64 extended files, got more. ${fewer}  [too_many_bases]`,
      `b.yaml:1:299  extends.32  Expected at most 64 extended files, got more. ${fewer}  [too_many_bases]`,
    ],
  ],
  [
    'a value that is not a file name',
    { 'a.yaml': 'extends: 5\n' },
    ['a.yaml:1:10  extends  Expected a string or a list, got 5.  [wrong_type]'],
  ],
  [
    'an empty list',
    { 'a.yaml': 'extends: []\n' },
    ['a.yaml:1:10  extends  Expected at least 1 item, got 0.  [invalid_value]'],
  ],
  [
    'items that are not file names',
    { 'a.yaml': 'extends: [b.yaml, {c: 1}, ""]\n', 'b.yaml': '' },
    [
      'a.yaml:1:19  extends.1  Expected a string, got a map.  [wrong_type]',
      'a.yaml:1:27  extends.2  Expected at least 1 character, got "".  [invalid_value]',
    ],
  ],
  [
    'a base that is not a map',
    { 'a.yaml': 'extends: b.yaml\n', 'b.yaml': '# list\n- 1\n' },
    ['b.yaml:2:1  Expected a map, got a list.  [wrong_type]'],
  ],
  [
    'an empty base',
    { 'a.yaml': 'extends: b.yaml\n', 'b.yaml': '# nothing\n' },
    ['b.yaml:1:1  The file is empty. Start from pipelines/quickstart.yaml.  [empty_file]'],
  ],
  [
    'a base that is not YAML',
    { 'a.yaml': 'extends: b.yaml\n', 'b.yaml': 'seed: 1\nname: @x\n' },
    [
      'b.yaml:2:7  Invalid YAML: Plain value cannot start with reserved character @. Indent by two spaces per level, write "key: value", and quote text with special characters.  [yaml_syntax]',
    ],
  ],
  [
    'an alias in a base',
    { 'a.yaml': 'extends: b.yaml\n', 'b.yaml': 'a: &a 1\nb: *a\n' },
    ['b.yaml:2:4  b  The alias "*a" is not allowed: aliases can blow up a small file. Write the value out.  [alias]'],
  ],
  [
    'a base with too many bytes, before reading it',
    { 'a.yaml': 'extends: b.yaml\n', 'b.yaml': `# ${'x'.repeat(1024 * 1024)}\n` },
    [
      'b.yaml  Expected a pipeline of at most 1048576 bytes, got 1048579. A pipeline describes an experiment; keep data in separate files.  [too_large]',
    ],
  ],
  [
    'bases with too many bytes in total, once, before reading the last one',
    {
      'a.yaml': 'extends: [b.yaml, c.yaml, d.yaml]\n',
      ...Object.fromEntries(['b', 'c', 'd'].map((name) => [`${name}.yaml`, `seed: 1 # ${'x'.repeat(524_288)}\n`])),
    },
    [`a.yaml:1:19  extends.1  Expected at most 1048576 bytes in all extended files, got more. ${once}  [too_large]`],
  ],
  [
    '32 files that each extend all earlier ones, once, before merging them',
    // A file has 2001 values: 0.yaml counts three times, 1.yaml with 4001 twice, 2.yaml with 6001 once.
    triangle(32, 2000),
    [
      `a.yaml:1:27  extends.2  Expected at most 20000 values in all extended files (a file counts each time it is named), got more. ${once}  [too_large]`,
    ],
  ],
  [
    'a base that is nested too deeply',
    { 'a.yaml': 'extends: b.yaml\n', 'b.yaml': `seed: 1\na: ${'['.repeat(70)}${']'.repeat(70)}\n` },
    ['b.yaml:2:1  Expected at most 64 levels of nesting, got more.  [too_deep]'],
  ],
];

for (const [name, files, messages] of refused) {
  test(`refuses ${name}`, async () => {
    const { value, issues } = await extend(files);
    assert.equal(issues, messages);
    assert.is(value, undefined);
  });
}

test('allows 16 levels', async () => {
  const { value, bases } = await extend(chain(17));
  assert.equal([value, bases.length], [{ seed: 1 }, 16]);
});

test('allows 40 small files that each extend all earlier ones', async () => {
  const { value, bases, issues } = await extend(triangle(40, 1));
  assert.equal([Object.keys(value as object).length, bases.length, issues], [40, 39, []]);
});

test('a circle through symbolic links ends at the limit of levels', async () => {
  const { issues } = await extend({ 'a.yaml': 'extends: up/b.yaml\n', 'b.yaml': 'extends: up/b.yaml\n' }, (folder) =>
    symlinkSync('.', join(folder, 'up')),
  );
  assert.equal(issues, [
    `${'up/'.repeat(16)}b.yaml:1:10  extends  Expected at most 16 levels of extends, got more. ${flat}  [too_many_bases]`,
  ]);
});

test.run();
