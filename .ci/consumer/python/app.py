from aws_cdk import App, Stack, aws_ec2 as ec2
from cdk_secure_sagemaker import notebook, trust

app = App(outdir="cdk.out")
stack = Stack(app, "Consumer")
vpc = ec2.Vpc(stack, "Vpc", nat_gateways=0)
instance = notebook.NotebookInstance(stack, "Notebook", vpc=vpc, instance_type=notebook.InstanceType.T3_LARGE)
role = trust.ExecutionRole(stack, "Role", features=[trust.Feature.TRAINING, trust.Feature.pipeline("Churn")])
instance.grants.presigned_url(role)
app.synth()
