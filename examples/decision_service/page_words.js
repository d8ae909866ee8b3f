// What the page says of itself, in English and in Chinese; what the policy's authors wrote comes with the description.
// Verdicts and statuses are called as the command line calls them.

const words = {
  // The frame.
  Service: ["Eligibility check", "资格自查"],
  SkipToMain: ["Skip to the content", "跳到正文"],
  ChooseTitle: ["What would you like to know?", "您想查询什么？"],
  ChooseLead: ["Choose a question. You are asked only for what the answer depends on.",
    "请选择一个问题。只需填写影响结论的内容。"],
  Search: ["Search the questions", "查找问题"],
  SearchFound: ["{} of {} questions", "共 {2} 个问题，符合的有 {1} 个"],
  SearchNone: ["No question has these words. Try fewer or other words.", "没有符合的问题，请换个词或少输几个字。"],
  MadeOfTable: ["read from a table", "由规则表载入"],
  AllQuestions: ["All questions", "全部问题"],
  Loading: ["Loading…", "正在载入……"],

  // Facts.
  YourFacts: ["Your details", "填写信息"],
  FactsLead: ["Leave empty what you do not know yet.", "尚不知道的，留空即可。"],
  MoreFacts: ["More facts, not needed at present ({})", "其他信息，目前不需要填写（{}项）"],
  MoreFactsLead: ["They would not change the answer to what is filled in so far.", "就目前所填的内容，这些信息不影响结论。"],
  Needed: ["needed", "待填"],
  Choose: ["— not known yet —", "— 尚不知道 —"],
  Yes: ["Yes", "是"],
  No: ["No", "否"],
  None: ["None", "无"],
  ThereIsNone: ["There is none", "没有"],
  NoneOfThese: ["None of these", "以上都没有"],
  Clear: ["Clear", "清除"],
  ClearOf: ["Clear: {}", "清除：{}"],
  NotKnown: ["not known yet", "尚不知道"],
  Range: ["from {} to {}", "{}至{}"],
  AtLeast: ["{} or more", "不小于 {}"],
  Steps: ["in steps of {}", "须为 {} 的倍数"],
  HalfDays: ["half days too", "可含半天"],
  HalfHours: ["half hours too", "可含半学时"],
  HintComma: ["; ", "，"],
  Quantity: ["{} {}", "{}{}"],
  DaysUnit: ["days", "天"],
  HoursUnit: ["hours", "学时"],
  DayUnit: ["day", "天"],
  HourUnit: ["hour", "学时"],
  WholeNumber: ["Enter a number, for example 4", "请填数字，例如 4"],
  DecimalNumber: ["Enter a number, for example 4.5", "请填数字，例如 4.5"],
  WholeDate: ["Enter the whole date, with year, month and day", "请把年、月、日填完整"],

  // Records.
  Record: ["Record {}", "第{}条"],
  RecordOf: ["{}, record {}", "{} 第{}条"],
  ListHint: ["Enter all of them, each as a record.", "请逐条填写，不要遗漏。"],
  AddRecord: ["Add a record", "添加一条"],
  AddRecordOf: ["Add a record: {}", "添加一条：{}"],
  CopyRecord: ["Copy", "复制"],
  RemoveRecord: ["Remove", "删除"],
  CopyRecordOf: ["Copy record {}: {}", "复制第{}条：{}"],
  RemoveRecordOf: ["Remove record {}: {}", "删除第{}条：{}"],
  NoRecords: ["There are no records", "没有记录"],
  RecordAdded: ["Record {} is added", "已添加第{}条"],
  RecordCopied: ["Record {} is a copy", "已复制为第{}条"],
  RecordRemoved: ["Record {} is removed", "已删除第{}条"],
  MostRecords: ["No more than {} records", "最多 {} 条"],

  // The answer.
  Answer: ["Answer", "结论"],
  undetermined: ["Undetermined", "待定"],
  eligible: ["Eligible", "符合条件"],
  eligible_with_remedy: ["Eligible with remedy", "补救后符合条件"],
  ineligible: ["Ineligible", "不符合条件"],
  not_applicable: ["Not applicable", "不适用"],
  refused: ["No answer yet", "未作判定"],
  answered: ["Answered", "已有结果"],
  Final: ["Final: nothing that is still open can change it", "结论已定：其余未填的内容不会改变结论"],
  FinalOutputs: ["All results are known", "各项结果均已得出"],
  NotFinal: ["Not final: {} still needed", "结论未定：还需填写 {} 项"],
  OutputsOpen: ["Some results below need more ({})", "下列部分结果还需填写 {} 项"],
  StillNeeded: ["Still needed", "还需填写"],
  AndMore: ["and {} more", "另有 {} 项"],
  Requirements: ["Requirements", "各项要求"],
  IdleRequirements: ["Requirements that do not apply ({})", "不适用的要求（{}项）"],
  status_satisfied: ["satisfied", "满足"],
  status_failed: ["not satisfied", "不满足"],
  status_unknown: ["unknown", "未知"],
  status_not_applicable: ["not applicable", "不适用"],
  PlainSatisfied: ["holds", "满足"],
  PlainFailed: ["does not hold", "不满足"],
  PlainUnknown: ["not known yet", "尚不能确定"],
  PlainNotApplicable: ["does not apply", "不适用"],
  Short: ["short by {}", "还差 {}"],
  Over: ["over by {}", "超出 {}"],
  Early: ["{} days early", "早 {} 天"],
  Late: ["{} days late", "晚 {} 天"],
  OneDayEarly: ["1 day early", "早 1 天"],
  OneDayLate: ["1 day late", "晚 1 天"],
  ValidUntil: ["holds until {}, that day included", "满足，至 {} 止（含当日）"],
  HoldsFrom: ["could be satisfied from {} on", "最早自 {} 起满足"],
  HeldUntil: ["was satisfied until {}, that day included", "原先满足，至 {} 止（含当日）"],
  WouldHold: ["satisfied as of {} to {}", "基准日在 {} 至 {} 时满足"],
  Parts: ["In detail", "分项"],
  Remedies: ["What can be done", "补救办法"],
  Outputs: ["Results", "查询结果"],
  WorkedOut: ["Worked out", "计算结果"],
  Undetermined: ["not known yet", "待定"],
  Needs: ["needs: {}", "还需：{}"],
  Empty: ["(empty)", "（空）"],
  Notes: ["Please note", "说明"],
  AsOf: ["As of {}", "基准日 {}"],
  Cited: ["Basis: {}", "依据：{}"],
  Reading: [" reading {}", "（解读 {}）"],
  Paragraphs: ["{}", "第{}段"],
  Paragraph: ["¶{}", "{}"],
  Semicolon: ["; ", "；"],
  Comma: [", ", "、"],
  Colon: [": ", "："],
  Stop: [". ", "。"],

  // What can be done.
  DecideAndRecord: ["Decide and record", "判定并记录"],
  RecordLead: ["Records the decision and gives you its number.", "记录本次判定，并给出判定编号。"],
  Recording: ["Recording…", "正在记录……"],
  Recorded: ["Recorded", "已记录"],
  NotRecorded: ["The decision was not recorded", "判定没有记录"],
  NoLog: ["This service keeps no log of decisions.", "本服务不保存判定记录。"],
  NoteNumber: ["Note the decision number: the office finds this decision by it.",
    "请记下判定编号，办理机构可凭编号查到这次判定。"],
  DecisionId: ["Decision number", "判定编号"],
  Fingerprint: ["Version of the rules", "规则版本（含义指纹）"],
  RecordedAt: ["Time", "时间"],
  StaleReceipt: ["Something was changed since. This number is for what was filled in when it was recorded.",
    "记录后内容有改动。此编号对应记录时所填的内容。"],
  Save: ["Save as a file", "保存为文件"],
  Open: ["Open a saved file", "打开已存文件"],
  Print: ["Print", "打印"],
  StartOver: ["Start over", "清空重填"],
  StartedOver: ["All is empty now", "已清空"],
  Saved: ["Saved as {}", "已保存为 {}"],
  Opened: ["Opened: {}", "已打开：{}"],
  PrintedOn: ["Printed on {}", "打印时间：{}"],

  // What may go wrong.
  RulesChanged: ["The rules have changed meanwhile. The answer now follows the new ones; check what is filled in.",
    "规则已更新，结论已改按新规则得出，请核对所填内容。"],
  FactsDropped: [" They cannot take these, which were removed: {}", "新规则不能接受下列内容，已移除：{}"],
  ServiceAway: ["The service does not answer", "服务没有响应"],
  ServiceAwayDetail: ["What you filled in is still here. Check the connection and try again.", "所填内容仍在本页。请检查网络后重试。"],
  TryAgain: ["Try again", "重试"],
  NoQuestion: ["There is no such question", "没有这个问题"],
  Quoted: ["“{}”", "“{}”"],
  CheckInput: ["Some of what was entered cannot be read", "有内容填写不完整或格式不对"],
  GoThere: ["Go to: {}", "前往：{}"],
  FileRefused: ["This file was not opened", "未能打开此文件"],
  FileNoJson: ["It is not a saved case: it is not JSON.", "不是本页保存的文件：内容不是 JSON。"],
  FileNoCase: ["It is not a saved case: one has “question” and “facts”, and nothing else.",
    "不是本页保存的文件：应当只有“question”和“facts”两项。"],
  FileNoFacts: ["It is not a saved case: its “facts” is not an object.",
    "不是本页保存的文件：其中的“facts”不是对象。"],
  FileNoQuestion: ["It is not a saved case: its “question” is not text.", "不是本页保存的文件：其中的“question”不是文字。"],
  FileNotUtf8: ["It is not UTF-8 text. Save it as UTF-8 and open it again.", "文件不是 UTF-8 编码，请另存为 UTF-8 后再打开。"],
  FileTwice: ["It has these twice, by id and by name: {}", "文件中这些信息写了两次（代号和名称各一次）：{}"],
  FileTooLong: ["It is too long for a saved case.", "文件过大，不是本页保存的文件。"],
  FileQuestion: ["It is about a question that is not known here: {}", "文件中的问题在这里没有：{}"],
  FileFacts: ["The question “{}” does not ask for: {}", "问题“{}”没有这些信息：{}"],
  FileValue: ["The question “{}” cannot take the value of: {}", "问题“{}”不能接受这些信息的值：{}"],
  FileKept: ["What was filled in before is unchanged.", "原来填写的内容没有改动。"],
};

export const languages = ["en", "zh"];
let language = "en";

/// Which of the two is shown.
export function current() { return language; }

/// Shows the other one from now on.
export function choose(which) { language = which; }

/// Words of the page with its places filled: `{}` in order, `{2}` by number.
export function say(id, ...values) {
  let next = 0;
  return words[id][languages.indexOf(language)].replace(/\{(\d?)\}/g, (place, number) =>
    String(values[number ? number - 1 : next++]));
}

/// What the author of the policy wrote, in the language that is shown.
export function label(of) { return of.label[language] || of.label.en || of.id; }

/// Pieces with what stands between them in this language.
export function joined(pieces) { return pieces.join(say("Comma")); }
