import Kernel
import Storage
import TestKit
import Testing

@testable import Calls
@testable import Resources

struct VettingRuleTests {
    private func vetting(_ verdict: Vetting.Verdict?) -> Vetting {
        Vetting(
            resourceID: ID(1), number: 1, expertID: ID(1), expertName: "", verdict: verdict, remarks: "", askedAt: Instant(microseconds: 0),
            signedAt: verdict.map { _ in Instant(microseconds: 1) })
    }

    @Test(arguments: [
        ([], false), ([.sound], false), ([.sound, nil], false), ([.sound, .sound], true), ([.sound, .soundWithRemarks], true), ([.sound, .sound, .wrong], false),
        ([.sound, .sound, nil], true),
    ] as [([Vetting.Verdict?], Bool)])
    func twoSoundOnesAndNoneWrong(_ verdicts: [Vetting.Verdict?], _ expected: Bool) {
        #expect(VettingRule.isAuthoritative(verdicts.map(vetting)) == expected)
    }
}
