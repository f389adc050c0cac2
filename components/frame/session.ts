/** Who looks, as the server's layout gives it to the frame. `abilities` are names from core, not roles. */
export type Viewer = {
  id: string;
  name: string;
  email: string;
  role: "viewer" | "scientist" | "engineer" | null;
  admin: boolean;
  project: { id: string; name: string; slug: string };
  demo: boolean;
  abilities: string[];
};

/** The role in words: "Engineer and admin". */
export function roleWords({ role, admin }: Pick<Viewer, "role" | "admin">): string {
  const word = role === null ? undefined : role.charAt(0).toUpperCase() + role.slice(1);
  if (!admin) return word ?? "No role in this project";
  return word === undefined ? "Admin" : `${word} and admin`;
}
