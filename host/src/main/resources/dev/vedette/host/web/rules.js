// Titles of rules: events carry ids only.

import {get} from './api.js';

let titles = null;

/** The title of a rule, or its id where the rule is gone or cannot be asked for. */
export async function ruleTitle(id) {
  titles ??= get('/rules').then(({rules}) => new Map(rules.map((rule) => [rule.id, rule.title])));
  try {
    return (await titles).get(id) ?? id;
  } catch {
    titles = null; // asked again next time
    return id;
  }
}
