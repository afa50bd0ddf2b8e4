import { homedir } from 'node:os';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cacheFolder, places } from './places';
import { tinyArchive } from './testing-files';

const test = suite('places');
const { archive } = tinyArchive();

const folders = (environment: Record<string, string>, root?: string): string[] =>
  places({ ...archive, debian: '/usr/share/datasets/tiny' }, root, environment).map(
    ({ origin, folder }) => `${origin} ${folder}`,
  );

test('NOPROP_DATA comes before the cache, and the cache before Debian', () => {
  assert.equal(folders({ NOPROP_DATA: '/data', NOPROP_CACHE: '/cache' }), [
    'folder /data/tiny',
    'folder /data',
    'cache /cache/data/tiny',
    'debian /usr/share/datasets/tiny',
  ]);
});

test('an empty variable is one that is not set', () => {
  assert.equal(folders({ NOPROP_DATA: '', NOPROP_CACHE: '/cache' }), [
    'cache /cache/data/tiny',
    'debian /usr/share/datasets/tiny',
  ]);
});

test('a root is the only place', () => {
  assert.equal(folders({ NOPROP_DATA: '/data' }, '/mine'), ['folder /mine']);
  assert.equal(folders({}, 'mine'), [`folder ${process.cwd()}/mine`]);
});

test('the cache lies where NOPROP_CACHE, else XDG_CACHE_HOME, else the home folder says', () => {
  assert.is(cacheFolder('tiny', { NOPROP_CACHE: '/a', XDG_CACHE_HOME: '/b' }), '/a/data/tiny');
  assert.is(cacheFolder('tiny', { XDG_CACHE_HOME: '/b' }), '/b/noprop/data/tiny');
  assert.is(cacheFolder('tiny', { XDG_CACHE_HOME: 'relative' }), `${homedir()}/.cache/noprop/data/tiny`);
  assert.is(cacheFolder('tiny', {}), `${homedir()}/.cache/noprop/data/tiny`);
});

test.run();
