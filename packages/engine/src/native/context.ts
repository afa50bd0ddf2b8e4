import { Binding } from '../binding/binding';
import { Status } from '../binding/status';
import { type CApi, loadCApi } from './c-api';
import { type ContextConfig, encodeConfig } from './config';

export interface NativeOptions extends ContextConfig {
  /** Path of libtensorflow_framework. */
  readonly framework: string;
  /** Path of libtensorflow_cc. */
  readonly library: string;
  /** Use oneDNN kernels. TensorFlow's default is off on CPUs without AVX-512, which makes steps 1.3 times slower. */
  readonly oneDnn: boolean;
}

let loaded: CApi | undefined;

/** Loads libtensorflow, once per process, and creates an eager context on it. */
export function createBinding(options: NativeOptions): Binding {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  process.env.TF_ENABLE_ONEDNN_OPTS = options.oneDnn ? '1' : '0';
  loaded ??= loadCApi(options.framework, options.library);
  const status = new Status(loaded);
  const config = encodeConfig(options);
  const contextOptions = loaded.TFE_NewContextOptions();
  loaded.TFE_ContextOptionsSetConfig(contextOptions, config, config.length, status.pointer);
  status.check('configuring TensorFlow');
  const context = loaded.TFE_NewContext(contextOptions, status.pointer);
  status.check('starting TensorFlow');
  loaded.TFE_DeleteContextOptions(contextOptions);
  const gpu = options.gpu && deviceTypes(loaded, context, status).includes('GPU');
  return new Binding(loaded, status, context, gpu);
}

function deviceTypes(api: CApi, context: ReturnType<CApi['TFE_NewContext']>, status: Status): readonly string[] {
  const list = api.TFE_ContextListDevices(context, status.pointer);
  status.check('listing devices');
  const types = Array.from({ length: api.TF_DeviceListCount(list) }, (_, i) =>
    api.TF_DeviceListType(list, i, status.pointer),
  );
  api.TF_DeleteDeviceList(list);
  return types;
}
