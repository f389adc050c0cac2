import { Session } from "chdb";
import { Exception } from "./exception";
import { identifier, placeholders, quote, settingName } from "./sql";

export type Wish = {
  database: string;
  settings: ReadonlyMap<string, string>;
  params: ReadonlyMap<string, string>;
};

/**
 * One session of the engine. Its settings, database and parameters stick, so each request asks for the state that
 * it wants and only the difference is set; a statement that changed more than that spoils the session, which is
 * then replaced.
 */
export class Lane {
  #session: Session;
  #settings = new Map<string, string>();
  #params = new Set<string>();
  #database = "default";
  readonly #folder: string;
  readonly name: string;

  constructor(name: string, folder: string, connectionArgs: string[] = []) {
    this.name = name;
    this.#folder = folder;
    this.#session = new Session(folder, { connectionArgs });
  }

  get session(): Session {
    return this.#session;
  }

  /** Brings the session to the state that a request wants; throws the engine's exception when it cannot be. */
  async prepare(sql: string, wish: Wish): Promise<void> {
    for (const name of placeholders(sql))
      if (!wish.params.has(name) && this.#params.has(name))
        throw new Exception(456, `Substitution ${identifier(name)} is not set.`, "UNKNOWN_QUERY_PARAMETER");
    if (wish.database !== this.#database) {
      await this.#run(`USE ${identifier(wish.database)}`);
      this.#database = wish.database;
    }
    const changes = this.#changes(wish);
    if (changes.length === 0) return;
    try {
      await this.#run(`SET ${changes.join(", ")}`);
    } catch (error) {
      this.replace(); // some of the settings may have been taken
      throw error;
    }
    this.#settings = new Map(wish.settings);
    for (const name of wish.params.keys()) this.#params.add(name);
  }

  #changes(wish: Wish): string[] {
    const changes: string[] = [];
    for (const [name, value] of wish.settings) {
      if (!settingName.test(name))
        throw new Exception(115, `Unknown setting ${quote(name)}.`, "UNKNOWN_SETTING");
      if (this.#settings.get(name) !== value) changes.push(`${name} = ${quote(value)}`);
    }
    for (const name of this.#settings.keys()) if (!wish.settings.has(name)) changes.push(`${name} = DEFAULT`);
    for (const [name, value] of wish.params) {
      if (!settingName.test(`p${name}`))
        throw new Exception(36, `Bad parameter name ${quote(name)}.`, "BAD_ARGUMENTS");
      changes.push(`param_${name} = ${quote(value)}`);
    }
    return changes;
  }

  async #run(sql: string): Promise<void> {
    await this.#session.queryAsync(sql, { format: "Null" });
  }

  /** A fresh session in place of this one. */
  replace(): void {
    const old = this.#session;
    this.#session = new Session(this.#folder);
    this.#settings = new Map();
    this.#params = new Set();
    this.#database = "default";
    old.close();
  }

  close(): void {
    this.#session.close();
  }
}
