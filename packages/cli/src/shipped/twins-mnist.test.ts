import { testTwins } from './twins';

testTwins('mnist');
