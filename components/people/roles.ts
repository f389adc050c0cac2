/** The roles as a select offers them. */
export const roleOptions = [
  { value: "viewer", label: "Viewer" },
  { value: "scientist", label: "Scientist" },
  { value: "engineer", label: "Engineer" },
] as const;
