package import Kernel

/// The three questions. Their keys and those of the choices are kept for good; words may be mended.
package struct FeedbackQuestion: Sendable, Hashable {
    package struct Choice: Sendable, Hashable {
        package let key: String
        package let title: Phrase
        init(_ key: String, _ zh: String, _ en: String) { (self.key, self.title) = (key, Phrase(zh, en)) }
    }

    package let key: String
    package let title: Phrase
    package let choices: [Choice]
    /// Whether one may tick several.
    package let takesSeveral: Bool

    package static let liking = FeedbackQuestion(
        key: "liking", title: Phrase("这次活动怎么样？", "How did you find it?"),
        choices: [
            Choice("great", "非常好", "Very good"), Choice("good", "好", "Good"), Choice("fair", "一般", "So-so"), Choice("poor", "不太好", "Not so good"),
            Choice("bad", "不好", "Not good"),
        ], takesSeveral: false)
    package static let change = FeedbackQuestion(
        key: "change", title: Phrase("它给您带来了什么变化？（可多选）", "What did it change for you? (several if you like)"),
        choices: [
            Choice("learned", "学到了以前不知道的", "I learned something that I did not know"), Choice("curious", "想再多了解一些", "I want to know more"),
            Choice("view", "改变了对某件事的看法", "I see something differently"), Choice("try", "想自己动手试一试", "I will try something myself"),
            Choice("nothing", "没有什么变化", "Nothing"),
        ], takesSeveral: true)
    package static let again = FeedbackQuestion(
        key: "again", title: Phrase("还会再来，或推荐给别人吗？", "Would you come again, or tell others to?"),
        choices: [Choice("yes", "会", "Yes"), Choice("perhaps", "也许", "Perhaps"), Choice("no", "不会", "No")], takesSeveral: false)

    package static let all = [liking, change, again]

    package func choice(_ key: String) -> Choice? { choices.first { $0.key == key } }
}

/// What one visitor said.
package struct FeedbackAnswer: Sendable, Hashable {
    /// By question, the keys of the choices; each question is answered.
    package let choices: [String: Set<String>]

    /// Reads what was posted; refuses what is missing, unknown, or contradicts itself, by the question's key.
    package init(_ given: [String: [String]]) throws(Refusal) {
        var choices: [String: Set<String>] = [:]
        for question in FeedbackQuestion.all {
            let keys = Set(given[question.key] ?? [])
            guard !keys.isEmpty else {
                throw Refusal(.invalid, "feedback-missing", "请回答“\(question.title.zh)”。", "Please answer “\(question.title.en)”.", field: question.key)
            }
            guard keys.allSatisfy({ question.choice($0) != nil }) else {
                throw Refusal(
                    .invalid, "feedback-choice", "“\(question.title.zh)”请从所列选项中选择。", "Choose one of the answers offered to “\(question.title.en)”.", field: question.key)
            }
            guard keys.count == 1 || question.takesSeveral else {
                throw Refusal(.invalid, "feedback-several", "“\(question.title.zh)”只能选一项。", "Choose one answer to “\(question.title.en)”.", field: question.key)
            }
            guard keys.count == 1 || !keys.contains("nothing") else {
                throw Refusal(
                    .invalid, "feedback-nothing", "选了“没有什么变化”，就不能再选其他变化。", "“Nothing” does not go with other changes.", field: question.key)
            }
            choices[question.key] = keys
        }
        self.choices = choices
    }
}
