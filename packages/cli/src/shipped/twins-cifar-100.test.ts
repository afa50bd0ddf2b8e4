import { testTwins } from './twins';

testTwins('cifar-100');
