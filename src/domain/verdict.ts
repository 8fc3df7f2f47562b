// What did a cell come to? Whatever was not shown to be good is not passed. One judgement for each kind of report.
export { judgeTests } from './verdict-tests';
export { judgeMetrics, judgeStress } from './verdict-metrics';
export { judgeFindings } from './verdict-findings';
