// The page: one tree, drawn once, kept up to date by the events of the API.
import { render } from 'preact';
import { App } from './app';
import './look/tokens.css';
import './look/page.css';
import './look/strip.css';
import './look/attempts.css';
import './look/log.css';
import './look/gates.css';
import './look/panels.css';
import './look/charts.css';
import './look/assess.css';
import './look/release.css';
import './look/actions.css';
import './look/pages.css';
import './look/services.css';
import './look/history.css';
import './look/set-up.css';
import './look/shell.css';
import './look/now.css';
import './look/wall.css';

const page = document.getElementById('page');
if (page) {
  page.replaceChildren();
  render(<App />, page);
}
