import ArgumentParser

struct PackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "Resource packs: build, check, repair and update archives that open by double-click.",
        discussion: """
            A pack is one signed ZIP with a viewer inside, made to be copied on a stick (docs/pack-format.md). No command here needs a database
            or a network. Exit code 1: the pack is not whole, or its signature is not good.
            """,
        subcommands: [
            PackDraftCommand.self, PackBuildCommand.self, PackListCommand.self, PackVerifyCommand.self, PackRepairCommand.self, PackDeltaCommand.self, PackUpdateCommand.self,
            PackKeyCommand.self,
        ])
}
