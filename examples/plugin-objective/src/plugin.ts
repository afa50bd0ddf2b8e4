import { definePlugin } from '@noprop/core';
import { huber } from './huber/huber';

export const plugin = definePlugin({ name: 'noprop-plugin-huber', components: [huber] });
