import { mount } from 'svelte';
import App from './App.svelte';
import { openHost } from './host/open.ts';
import './style/tokens.css';
import './style/base.css';

mount(App, { target: document.body, props: { host: await openHost() } });
