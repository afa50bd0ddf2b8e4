import { type Command, runCommand } from './command';
import * as bench from '../bench';
