from aws_cdk import App, Stack, aws_ec2 as ec2
from cdk_secure_sagemaker import access, conditions, guardrails, network, notebook, permissions, studio, trust

app = App(outdir="cdk.out")
stack = Stack(app, "Consumer")
vpc = ec2.Vpc(stack, "Vpc", nat_gateways=0)
instance = notebook.NotebookInstance(stack, "Notebook", vpc=vpc, instance_type=notebook.InstanceType.T3_LARGE)
role = trust.ExecutionRole(stack, "Role", features=[trust.Feature.TRAINING, trust.Feature.pipeline("Churn")])
instance.grants.presigned_url(role)

guardrails.ServiceControlPolicy(
    stack,
    "Guardrails",
    guardrails=[
        guardrails.Guardrail.imds_v2_notebooks(),
        guardrails.Guardrail.custom(
            id="short-jobs",
            description="Jobs are short",
            requirements=[conditions.Requirement.at_most(conditions.ConditionKey.MAX_RUNTIME_IN_SECONDS, 3600)],
        ),
    ],
    exemptions=[guardrails.Exemption.principals(["arn:aws:iam::*:role/Platform*"])],
    target_ids=["r-ab12"],
)
training = permissions.Permission.isolated_training(execution_roles=[role])
permissions.PermissionPolicy(stack, "Permissions", permissions=[training])

domain = studio.Domain(stack, "Domain", vpc=vpc)
alice = domain.add_user_profile("alice")
endpoints = network.PrivateEndpoints(
    stack,
    "Endpoints",
    vpc=vpc,
    services=network.EndpointSet.STUDIO.union(network.EndpointSet.PRESIGNED_URL),
    clients=[ec2.Peer.ipv4("10.0.0.0/8"), domain],
)
access.PrivateStudioAccess(
    stack,
    "Access",
    domain=domain,
    endpoints=endpoints,
    authorization=access.Authorization.jwt(
        issuer="https://login.example.com/",
        audiences=["studio"],
        keys=access.JwtKeys.from_uri("https://login.example.com/keys"),
    ),
    users=access.UserDirectory.from_users([access.DirectoryUser(subject="00u1", user_profile=alice)]),
    url_function=access.PresignedUrlFunctionOptions(dynamo_db_prefix_list_id="pl-66a5400f"),
)
app.synth()
