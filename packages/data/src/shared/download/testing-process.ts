// Started by parallel.test.ts: downloads one file and prints its digest. Arguments: URL FILE BYTES SHA256.
import { sha256OfFile } from '../digest';
import { download } from './download';

const [url = '', file = '', bytes = '', sha256 = ''] = process.argv.slice(2);
void download({ urls: [url], file, bytes: Number(bytes), sha256 })
  .then(() => sha256OfFile(file))
  .then((digest) => process.stdout.write(digest));
