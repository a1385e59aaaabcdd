import Foundation
import Kernel

extension TaskReport.Figure {
    init(_ one: GoalProgress) {
        self.init(
            goal: one.goal.key, indicator: one.goal.source.indicator, value: one.value, isOwn: one.goal.own != nil, expected: one.expected, target: one.target?.value,
            light: one.light.rawValue)
    }

    static func read(_ json: String) -> [TaskReport.Figure] { (try? JSONDecoder().decode([TaskReport.Figure].self, from: Data(json.utf8))) ?? [] }

    static func text(_ figures: [TaskReport.Figure]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(figures), as: UTF8.self)
    }
}
