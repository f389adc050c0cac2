// Words of the names that MLflow gives, so that scripts which know one know ours.
const adjectives =
  "able adorable adventurous agreeable ambitious amusing bald beautiful big bold bouncy bright burly calm capable carefree casual charming clean clumsy colorful dapper dashing delightful efficient entertaining fearless fortunate funny gentle gifted handsome honorable industrious intelligent inquisitive invincible kindly learned likeable loud luminous lyrical masked melodic merciful monumental nervous nimble nosy orderly painted peaceful persistent polite popular powerful puzzled rare resilient respected salty secretive serious silent sincere skillful smiling spiffy stately stylish thoughtful traveling treasured trusting unique upbeat useful valuable welcoming whimsical wise youthful zealous".split(
    " ",
  );
const nouns =
  "ant ape asp auk bass bat bear bee bird boar calf carp cat cod colt conch cow crab crane crow cub deer doe dog dolphin dove duck eel elk fawn finch fish fly foal fox frog gnu goat goose grouse gull hare hawk hen horse hound jay kit kite koi lamb lark loon lynx mare mink mole moose moth mouse mule newt owl ox panda penguin perch pug quail ram ray robin seal shark sheep shrew shrimp skunk sloth slug snail snipe squid squirrel stag stork swan tern toad trout turtle vole wasp whale wolf wren yak zebra".split(
    " ",
  );

const longest = 20;

/** "adjective-noun-number" of at most 20 characters, as MLflow makes them, from a source of whole numbers in [0, below). */
export function randomRunName(below: (max: number) => number): string {
  for (;;) {
    const name = `${adjectives[below(adjectives.length)]}-${nouns[below(nouns.length)]}-${below(1000)}`;
    if (name.length <= longest) return name;
  }
}
