package import Kernel

/// The stories that `kepu rehearse` can play, by the name of their campaign file.
package struct RehearsalPlay: Sendable {
    package let name: String
    package let title: Phrase
    /// When its first scene is played.
    package let begin: Instant
    package let play: @Sendable (Stage, _ file: [UInt8]) async throws -> Void

    package static let all = [XianBases2022.play, MobileFacilities2023.play, BeijingPlan2023.play]
}
