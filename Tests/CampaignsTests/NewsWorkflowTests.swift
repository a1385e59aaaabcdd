import Access
import Campaigns
import Kernel
import Testing
import Workflow

@Suite struct NewsWorkflowTests {
    /// Every pair of state and event, against the table written out by hand; `-` is refused.
    @Test func everyStateAndEvent() {
        let expected: [NewsEvent: [String]] = [
            // draft, to-check, published, superseded, withdrawn
            .submit: ["to-check", "-", "-", "-", "-"],
            .recall: ["-", "draft", "-", "-", "-"],
            .giveBack: ["-", "draft", "-", "-", "-"],
            .publish: ["-", "published", "-", "-", "-"],
            .supersede: ["-", "-", "superseded", "-", "-"],
            .withdraw: ["-", "-", "withdrawn", "withdrawn", "-"],
            .discard: ["withdrawn", "-", "-", "-", "-"],
        ]
        for event in NewsEvent.allCases {
            let found = NewsState.allCases.map { state in (try? NewsItem.workflow.next(state, event))?.rawValue ?? "-" }
            #expect(found == expected[event], "\(event.rawValue)")
        }
    }

    @Test func whoWritesIsNotWhoChecks() {
        let byEvent = Dictionary(grouping: NewsItem.workflow.transitions, by: \.event).mapValues { Set($0.map(\.permission)) }
        for event in [NewsEvent.submit, .recall, .discard] { #expect(byEvent[event] == ["campaigns.write-news"], "\(event)") }
        for event in [NewsEvent.publish, .giveBack, .withdraw, .supersede] { #expect(byEvent[event] == ["campaigns.check-news"], "\(event)") }
        #expect(Campaigns.checkNews.roles.contains(.moderator) && !Campaigns.checkNews.roles.contains(.host))
    }
}
