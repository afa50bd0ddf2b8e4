import { suite } from 'uvu';
import { checkDocuments, checkParsing } from './any-text';

const test = suite('any text');

test('is parsed or refused with whole sentences, without throwing', () => checkParsing(20_000));

test('is checked with any overrides, without changing prototypes', () => checkDocuments(5_000));

test.run();
