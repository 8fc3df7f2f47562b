// The process that asks: customers at a steady rate at BASE_URL, PER_SECOND of them, until it is told to stop; then it says every visit.
import { startTraffic } from '../test/support/steady-traffic';

const { BASE_URL = '', PER_SECOND = '' } = process.env;
const traffic = startTraffic({ url: BASE_URL, perSecond: Number(PER_SECOND) });
process.once('message', () => {
  void traffic.stop().then(() => process.send?.(traffic.visits, () => process.exit(0)));
});
