import { mount } from 'svelte';
import App from './App.svelte';
import { openHost } from './host/open.ts';
import QuickLogWindow from './QuickLogWindow.svelte';
import './style/tokens.css';
import './style/base.css';

const window = location.hash === '#/log' ? QuickLogWindow : App;
mount(window, { target: document.body, props: { host: await openHost() } });
