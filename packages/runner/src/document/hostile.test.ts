import { suite } from 'uvu';
import { checkDocuments, checkParsing } from './any-text';

const test = suite('any text');

test('is parsed or refused with whole sentences, without throwing', () => checkParsing(500));

test('is checked with any overrides, without changing prototypes', () => checkDocuments(100));

test.run();
