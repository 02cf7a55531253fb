import { mount } from 'svelte';
import App from './App.svelte';
import { openHost } from './host/open.ts';
import QuickLogWindow from './QuickLogWindow.svelte';
import { speak } from './words/language.svelte.ts';
import './style/tokens.css';
import './style/base.css';

const host = await openHost();
await speak(host.words());
const window = location.hash === '#/log' ? QuickLogWindow : App;
mount(window, { target: document.body, props: { host } });
