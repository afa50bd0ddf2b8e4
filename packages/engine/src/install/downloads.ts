/** A file of the wheel that the engine needs. */
export interface Member {
  /** Path inside the wheel. */
  readonly path: string;
  /** Name in the engine folder. */
  readonly file: string;
  /** Unpacked size. */
  readonly bytes: number;
  /** Digest of the unpacked file, in hexadecimal. */
  readonly sha256: string;
}

/** The source of libtensorflow for one platform: a pinned Python wheel, of which only `members` are used. */
export interface Download {
  /** `<os>-<architecture>` as returned by {@link platformName}. */
  readonly platform: string;
  /** Name of the Python package. */
  readonly package: string;
  readonly version: string;
  /** The platform tag of the wheel, passed to pip so that the local Python does not matter. */
  readonly platformTag: string;
  /** File name of the wheel. */
  readonly wheel: string;
  /** Size of the wheel. */
  readonly bytes: number;
  /** Digest of the wheel, in hexadecimal. */
  readonly sha256: string;
  /** File name of the library to load first, because the other one links against it. */
  readonly framework: string;
  /** File name of the library with the C API. */
  readonly library: string;
  readonly members: readonly Member[];
  /** Whether this project's tests have run on this platform. */
  readonly tested: boolean;
}

/** The version of libtensorflow that the engine requires. */
export const tensorflowVersion = '2.21.0';

/** The file names of libtensorflow 2's libraries on an operating system. */
export function libraryNames(os: string): { readonly framework: string; readonly library: string } {
  return os === 'darwin'
    ? { framework: 'libtensorflow_framework.2.dylib', library: 'libtensorflow_cc.2.dylib' }
    : { framework: 'libtensorflow_framework.so.2', library: 'libtensorflow_cc.so.2' };
}

const elf = libraryNames('linux');
const machO = libraryNames('darwin');

const licenses: readonly Member[] = [
  {
    path: 'tensorflow/include/LICENSE',
    file: 'LICENSE',
    bytes: 11_361,
    sha256: 'c79a7fea0e3cac04cd43f20e7b648e5a0ff8fa5344e644b0ee09ca1162b62747',
  },
  {
    path: 'tensorflow/THIRD_PARTY_NOTICES.txt',
    file: 'THIRD_PARTY_NOTICES.txt',
    bytes: 466_978,
    sha256: 'b9cc03566b8e0e074f718e64f96f49b6fe070e3f777c41b3d4bb0df7113ea634',
  },
];

/** The pinned downloads, one per platform. The libraries need no other file of their wheel. */
export const downloads: readonly Download[] = deepFreeze([
  {
    platform: 'linux-x64',
    package: 'tensorflow-cpu',
    version: tensorflowVersion,
    platformTag: 'manylinux_2_27_x86_64',
    wheel: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
    bytes: 273_829_956,
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    ...elf,
    members: [
      member(elf.framework, 65_222_328, 'f060b323b26ef80add21b9df9428de3aeaf2843d772c5bb098745f7abff3709b'),
      member(elf.library, 788_086_608, '6505a4b9657e62100c6bdacb683957a395cb047725042945aaa50e40a71e429e'),
      ...licenses,
    ],
    tested: true,
  },
  {
    platform: 'linux-arm64',
    package: 'tensorflow',
    version: tensorflowVersion,
    platformTag: 'manylinux_2_27_aarch64',
    wheel: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_aarch64.whl',
    bytes: 281_828_020,
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    ...elf,
    members: [
      member(elf.framework, 68_176_664, 'deade33b9ab90ff468fd1d1f8f6079bec5a3a507cf2d13c3218aa8beec28aeb3'),
      member(elf.library, 814_885_544, '5f7de6ba6478ed7b83767a6e661e3e6e6931b05c64db14ba98250e52316a007c'),
      ...licenses,
    ],
    tested: false,
  },
  {
    platform: 'darwin-arm64',
    package: 'tensorflow',
    version: tensorflowVersion,
    platformTag: 'macosx_12_0_arm64',
    wheel: 'tensorflow-2.21.0-cp311-cp311-macosx_12_0_arm64.whl',
    bytes: 223_405_849,
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    ...machO,
    members: [
      member(machO.framework, 49_452_976, 'e581d6db9e26f13e49327427e5d304cecbfe45d3467db7700e058857a4fd76bb'),
      member(machO.library, 691_352_648, '753272d059c7be51f64369aaa8e12ac514ce372e0c4ba66f3cc49ec3b1c33384'),
      ...licenses,
    ],
    tested: false,
  },
]);

/** The download for a platform, or undefined for an unsupported platform. */
export function downloadFor(platform: string): Download | undefined {
  return downloads.find((download) => download.platform === platform);
}

function member(file: string, bytes: number, sha256: string): Member {
  return { path: `tensorflow/${file}`, file, bytes, sha256 };
}

function deepFreeze<T extends readonly Download[]>(table: T): T {
  for (const download of table) {
    for (const each of download.members) Object.freeze(each);
    Object.freeze(download.members);
    Object.freeze(download);
  }
  return Object.freeze(table);
}
