// How does the machine itself tell a person who looks at another program? By its own notification, started with arguments and never through a shell. docs/decisions/0023 says why so.
import { execFile } from 'node:child_process';

export interface Outside { title: string; text: string; link: string } // link: opens the incident in the editor

interface Way { program: string; args: string[]; env?: Record<string, string> }

const LIMIT_MS = 600_000; // a notification that waits for a click ends by itself before

const MAC = 'on run argv\ndisplay notification (item 2 of argv) with title "dayshift" subtitle (item 1 of argv)\nend run';

/** The texts come by the environment: nothing of them is ever read as a program. */
const WINDOWS = [
  '$null = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]',
  '$null = [Windows.Data.Xml.Dom.XmlDocument, Windows.Data.Xml.Dom.XmlDocument, ContentType = WindowsRuntime]',
  '$escape = { [System.Security.SecurityElement]::Escape($args[0]) }',
  '$xml = New-Object Windows.Data.Xml.Dom.XmlDocument',
  '$xml.LoadXml("<toast activationType=`"protocol`" launch=`"$(& $escape $env:DAYSHIFT_LINK)`"><visual><binding template=`"ToastGeneric`"><text>$(& $escape $env:DAYSHIFT_TITLE)</text><text>$(& $escape $env:DAYSHIFT_TEXT)</text></binding></visual></toast>")',
  '$app = "{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe"',
  '[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($app).Show((New-Object Windows.UI.Notifications.ToastNotification $xml))',
].join('; ');

/** In the order in which they are tried; none where the machine has no such thing. */
export function waysOf(platform: NodeJS.Platform, { title, text, link }: Outside): Way[] {
  const shown = plain(text);
  const head = plain(title);
  switch (platform) {
    case 'darwin': return [{ program: '/usr/bin/osascript', args: ['-e', MAC, head, shown] }];
    case 'win32': return [{ program: 'powershell.exe', args: ['-NoProfile', '-NonInteractive', '-WindowStyle', 'Hidden', '-Command', WINDOWS], env: { DAYSHIFT_TITLE: head, DAYSHIFT_TEXT: shown, DAYSHIFT_LINK: link } }];
    case 'linux': {
      const words = ['--app-name=dayshift', '--category=im.received', '--', head, escaped(shown)];
      return [{ program: 'notify-send', args: ['--action=default=Open', ...words] }, { program: 'notify-send', args: words }]; // old ones know no actions
    }
    default: return [];
  }
}

/** True when the person clicked it. Rejects when no way worked. */
export async function notifyOutside(outside: Outside, platform: NodeJS.Platform = process.platform, run: (way: Way) => Promise<string> = start): Promise<boolean> {
  const failures: string[] = [];
  for (const way of waysOf(platform, outside)) {
    try {
      return (await run(way)).trim() === 'default';
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(failures.length === 0 ? `there is no notification on ${platform}` : failures.join('; '));
}

function start({ program, args, env }: Way): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { timeout: LIMIT_MS, windowsHide: true, env: { ...process.env, ...env } }, (error, stdout) => {
      if (error) reject(new Error(error.message));
      else resolve(stdout);
    });
    child.unref(); // the editor may close before it is clicked
  });
}

/** The daemons of Linux read a little markup. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** One line without control characters; an argument that begins with a dash stands behind `--`. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim() || ' ';
}
