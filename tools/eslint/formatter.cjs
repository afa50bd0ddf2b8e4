const { relative } = require('node:path');

/** One line per problem, `file:line:col  Sentence  [rule]`, and at the end the number of files checked. */
module.exports = (results) => {
  const problems = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line = 1, column = 1, message, ruleId }) => {
      const place = `${relative(process.cwd(), filePath)}:${line}:${column}`;
      return `${place}  ${message.replace(/\n+/g, ' ')}  [${ruleId ?? 'syntax'}]`;
    }),
  );
  return [...problems, `ESLint looked at ${results.length} files and found ${problems.length} problems.`].join('\n');
};
